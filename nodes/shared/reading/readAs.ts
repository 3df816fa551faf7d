import isPlainObject from 'lodash/isPlainObject';
import type { z } from 'zod/v4';

import { MendedAnswer } from './mendedAnswer';
import { fieldNamesOf, remedyFor } from './record';
import type { Unread } from './unread';
import { ALL_READ, nameOf } from './unread';

/** An answer that fits, and what could not be read in it; or what is wrong with the answer. */
export type Reading<T> = { readonly value: T; readonly unread: Unread } | Misfit;

/** Why an answer does not fit its schema. */
export interface Misfit {
	/** The fields that are missing, or are of another kind than expected. */
	readonly misfits: readonly string[];
	/**
	 * Nothing in the answer is what was asked for: something other than the vendor's API may have
	 * answered.
	 */
	readonly isForeign: boolean;
}

/**
 * The most rounds of blanking. Details are blanked from the inside to the outside, and no detail is
 * nested deeper than this.
 */
const MOST_ROUNDS = 20;

/**
 * Reads what a vendor sent. Fields that decide are read strictly, details tolerantly, and lists keep
 * the records that fit. Of a detail that cannot be read, as little as possible is blanked. A list in
 * which no record fits does not fit itself; it is foreign if nothing in it looks like a record.
 * @param schema built of `record`, `listOf` and the fields; any other schema is strict
 * @param answer JSON as the vendor sent it; it is not changed
 */
export function readAs<T>(schema: z.ZodType<T>, answer: unknown): Reading<T> {
	let result = schema.safeParse(answer);
	if (result.success) return { value: result.data, unread: ALL_READ };

	const mended = new MendedAnswer(answer);
	for (let round = 0; round < MOST_ROUNDS && !result.success; round++) {
		const places = result.error.issues.map(({ path }) => ({
			path,
			remedy: remedyFor(schema, path),
		}));
		const refused = places.filter(({ remedy }) => remedy.kind === 'refuse');
		if (refused.length > 0) {
			const misfits = [...new Set(refused.map(({ path }) => nameOf(path)))];
			return { misfits, isForeign: isForeign(schema, answer) };
		}
		for (const { path, remedy } of places) {
			if (remedy.kind === 'leaveOut') mended.leaveOut(remedy.record, path);
		}
		for (const { path, remedy } of places) {
			if (remedy.kind === 'blank') mended.blank(path, remedy);
		}
		mended.closeGaps();
		result = schema.safeParse(mended.answer);
	}

	const unread = mended.unread();
	if (!result.success || mended.hasEmptiedList()) {
		const misfits = [...new Set([...unread.leftOutFor, ...unread.fields])];
		return { misfits, isForeign: mended.hasEmptiedList() && mended.hasOnlyLeftOutStrangers() };
	}
	return { value: result.data, unread };
}

/** Whether an answer has none of the fields of the schema. */
function isForeign(schema: z.ZodType, answer: unknown): boolean {
	if (!isPlainObject(answer) || typeof answer !== 'object' || answer === null) return true;
	return !(fieldNamesOf(schema) ?? []).some((name) => Object.hasOwn(answer, name));
}
