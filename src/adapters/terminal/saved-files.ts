import { type Block, type Reply, text } from '../../core/reply.ts';
import { UserError } from '../../core/user-error.ts';
import type { Save } from './save.ts';

interface Saved {
  /** The reply, in which a line stands for each file: where it is, or why it could not be saved. */
  readonly reply: Reply;
  readonly isComplete: boolean;
}

/** Saves the files of a reply, in their order. */
export async function withFilesSaved(reply: Reply, save: Save): Promise<Saved> {
  const blocks: Block[] = [];
  let isComplete = true;
  for (const block of reply.blocks) {
    if (block.kind !== 'file') {
      blocks.push(block);
      continue;
    }
    try {
      blocks.push(text(`${block.about}: saved in this folder as ${await save(block.fileName, block.bytes)}`));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      isComplete = false;
      blocks.push(text(`${error.message} ${error.remedy}`, 'warning'));
    }
  }
  return { reply: { ...reply, blocks }, isComplete };
}
