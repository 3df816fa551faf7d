import isEmpty from 'lodash/isEmpty';
import isObjectLike from 'lodash/isObjectLike';
import isPlainObject from 'lodash/isPlainObject';

/*
 * Other shapes in which Factorial says "there is nothing" or "here is the record", as clients in use
 * have met them.
 */

/**
 * The fields in which an answer may report an error: those that were seen, and those that are usual.
 */
const ERROR_KEY =
	/^(errors?|error_\w+|messages?|faults?|exceptions?|codes?|status(_?code)?|details?|title|reason)$/i;

/**
 * The answer of a list. An answer without the list is an empty list, if it reports no error and
 * contains no records under another name. Any other answer is returned unchanged.
 * @returns undefined if the list is empty or missing and the answer reports an error
 */
export function withList(answer: unknown): unknown {
	if (!isObject(answer)) return answer;
	if (namesError(answer)) return undefined;
	return answer.data == null && !holdsRecords(answer) ? { ...answer, data: [] } : answer;
}

/**
 * Whether an answer contains anything besides the paging in `meta`. A list under another name is not
 * an empty list.
 */
function holdsRecords(answer: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(answer).some(
		([key, value]) => key !== 'meta' && isObjectLike(value) && !isEmpty(value),
	);
}

/** A single record without `data` around it. */
export function bareRecord(answer: unknown): unknown {
	return isObject(answer) && !Object.hasOwn(answer, 'id') && isObject(answer.data)
		? answer.data
		: answer;
}

/** Whether an answer with an empty or missing list reports an error. */
function namesError(answer: Readonly<Record<string, unknown>>): boolean {
	if (!isNothing(answer.data)) return false;
	return (
		answer.success === false ||
		Object.entries(answer).some(([key, value]) => ERROR_KEY.test(key) && !isNothing(value))
	);
}

function isNothing(value: unknown): boolean {
	return (
		value == null ||
		value === '' ||
		value === false ||
		(typeof value === 'object' && isEmpty(value))
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return isPlainObject(value);
}
