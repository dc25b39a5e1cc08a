import type { Unanswered } from '../src/advice/unanswered.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';

/** What commands may use. `main` supplies it. */
export interface Services {
  /** The knowledge base as it stands at this moment. */
  knowledge(): KnowledgeBase;
  readonly unanswered: Unanswered;
}
