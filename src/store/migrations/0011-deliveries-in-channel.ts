import type { Migration } from '../migrate.ts';

export const deliveriesInChannel: Migration = {
  name: '0011-deliveries-in-channel',
  async up({ schema }) {
    // One index for both: the delivery of a broadcast to a channel, and all that was ever sent there. A branch without a channel is in neither.
    const inChannel = schema.createIndex('deliveries_in_channel').on('deliveries').columns(['channel', 'workspace', 'broadcast']);
    await inChannel.where('channel', 'is not', null).execute();
    await schema.dropIndex('deliveries_channel').execute();
  },
};
