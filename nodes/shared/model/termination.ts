import { z } from 'zod/v4';

import type { Day } from './dates';
import { day, trueOrFalse, text } from './fields';

/**
 * Why an employment ends. `transfer`: the person goes on in another legal entity. `other`: none of these, in
 * a word of the vendor that is known here.
 */
export const TERMINATION_TYPES = [
	'voluntary',
	'involuntary',
	'redundancy',
	'end_of_contract',
	'retirement',
	'mutual',
	'death',
	'transfer',
	'other',
	'unknown',
] as const;

/** How and when an employment ends. All days are inclusive last days. */
export const terminationSchema = z.strictObject({
	date: day.describe('Last day of employment, inclusive'),
	lastWorkingDate: day.describe('Last day worked, inclusive'),
	accessEndDate: day.describe('Last day of access, inclusive, if the vendor has a separate one'),
	noticeDate: day.describe('Day notice was given'),
	type: z.enum(TERMINATION_TYPES).describe('Kind of termination'),
	reasonRaw: text.describe("The vendor's word for the reason"),
	gardenLeave: trueOrFalse.describe('Whether the person is on garden leave until the end'),
});

/** See {@link terminationSchema}. */
export type Termination = z.infer<typeof terminationSchema>;

/**
 * Makes a termination of which only some fields are known.
 * @param known what the vendor says; every other field is null or `unknown`
 */
export function termination(known: Partial<Termination> = {}): Termination {
	return {
		date: null,
		lastWorkingDate: null,
		accessEndDate: null,
		noticeDate: null,
		type: 'unknown',
		reasonRaw: null,
		gardenLeave: null,
		...known,
	};
}

/**
 * The last day on which a person still needs what the company gave them, such as accounts.
 * @returns null if no day is known
 */
export function lastDayOf(
	ending: Pick<Termination, 'accessEndDate' | 'lastWorkingDate' | 'date'> | null | undefined,
): Day | null {
	return ending?.accessEndDate ?? ending?.lastWorkingDate ?? ending?.date ?? null;
}
