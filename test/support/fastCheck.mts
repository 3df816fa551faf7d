import fc from 'fast-check';

/*
 * fast-check, as all tests use it. An .mts, because n8n's lint keeps the environment out of every .ts.
 */

/**
 * `npm test` generates the same values each time, so that it turns red only by what was changed.
 * `npm run test:generated` generates others each time, and more of them.
 */
const SEED = 20_261_129;
if (process.env['HR_EVENTS_SEED'] !== 'random') fc.configureGlobal({ seed: SEED });

/** How many records of each kind the generated tests read. */
export const RECORDS = Number(process.env['HR_EVENTS_RECORDS'] ?? 400);

/**
 * How often to try what takes longer than reading one record.
 * @param most how often `npm run test:generated` tries it; with fewer than 1,000 records it is tried less
 * often in proportion
 */
export const tries = (most: number): number => Math.ceil(most * Math.min(1, RECORDS / 1_000));

export default fc;
