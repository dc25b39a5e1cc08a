import fc from 'fast-check';
import type { Branch, Link, Recipient } from '../../src/directory/branch.ts';

const AT = new Date('2026-11-23T09:00:00Z');

/** Branches of two regions with none, one or several channels in two workspaces, some in trouble or in a workspace that was not accepted, some muting `pay`. */
export const recipients: fc.Arbitrary<Recipient[]> = fc
  .array(
    fc.record({
      region: fc.constantFrom('north-west', 'scotland'),
      mutes: fc.constantFrom<string[]>([], ['pay'], ['other']),
      links: fc.array(
        fc.record({
          workspace: fc.constantFrom('W1', 'W2'),
          trouble: fc.constantFrom(undefined, 'gone' as const, 'forbidden' as const),
          isAccepted: fc.constantFrom(true, true, false, undefined),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ region, mutes, links }, nth) => {
      const branch: Branch = {
        ...{ id: `branch${nth}`, name: `Branch ${nth}`, region, serviceGroups: [], tags: [], mutes, state: 'open', version: 1, createdAt: AT },
      };
      const made = links.map(
        ({ workspace, trouble, isAccepted }, at): Link => ({
          ...{ id: `link${nth}x${at}`, branch: branch.id, platform: 'test', workspace, channel: `C${nth}x${at}`, linkedAt: AT, trouble, isAccepted },
        }),
      );
      return { branch, links: made };
    }),
  );
