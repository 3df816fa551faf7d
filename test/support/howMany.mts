/*
 * An .mts, because n8n's lint keeps the environment out of every .ts.
 */

/**
 * How many records of each kind the generated tests read: a thousand in `npm test`, which are others
 * each time, and what `npm run test:generated` asks for.
 */
export const RECORDS = Number(process.env['HR_EVENTS_RECORDS'] ?? 1_000);
