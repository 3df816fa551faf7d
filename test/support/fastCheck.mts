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

/**
 * How many records of each kind the generated tests read. `npm run test:sometimes`, a part of `.ci/run`,
 * asks for `ALL`; without being asked, tests do less of what they repeat, so that `npm test` is quick.
 */
export const RECORDS = Number(process.env['HR_EVENTS_RECORDS'] ?? 40);

/** How many deliveries of strangers are tried for each vendor; `npm run strangers` tries 100,000. */
export const DELIVERIES = Number(process.env['HR_EVENTS_DELIVERIES'] ?? 500);

/** With this many records, tests leave out nothing of what they repeat. */
const ALL = 400;

/**
 * How often to try what takes longer than reading one record.
 * @param most how often `npm run test:generated` tries it; with fewer than 1,000 records it is tried less
 * often in proportion
 */
export const tries = (most: number): number => Math.ceil(most * Math.min(1, RECORDS / 1_000));

/**
 * How often to try what is slow, such as a story of a whole company.
 * @param all how often `.ci/run` tries it
 */
export const someTries = (all: number): number => Math.ceil(all * Math.min(1, RECORDS / ALL));

/**
 * The samples to try in what is true of every sample, beside the test of what each sample means: only every
 * so many. `.ci/run` tries all of them.
 * @param from the index of the first one
 */
export const someOf = <T,>(samples: readonly T[], every = 4, from = 0): readonly T[] =>
	RECORDS < ALL ? samples.filter((_, index) => index % every === from % every) : samples;

export default fc;
