import { reply } from '../adapters/slack/replies.ts';
import { courierContract } from './courier.ts';
import { startSlackCourier } from './courier-slack.ts';

courierContract('Slack, with the token of one workspace', { start: () => startSlackCourier('one'), replies: reply, foreseen: ['removed'] });
courierContract('Slack, installed by many workspaces', { start: () => startSlackCourier('many'), replies: reply, foreseen: ['removed'] });
