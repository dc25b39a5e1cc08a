import { beforeAll, describe, expect, it } from 'vitest';
import { render as toDiscord } from '../../src/adapters/discord/render.ts';
import { MOST_MESSAGES } from '../../src/adapters/discord/limits.ts';
