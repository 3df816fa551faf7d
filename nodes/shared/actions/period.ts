import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Day } from '../model/dates';
import { isBefore } from '../model/dates';
import type { Field } from './field';
import { field } from './field';
import { day } from './moments';

/**
 * Checks that a period does not end before it begins: for such a period a vendor may return everything,
 * or nothing.
 * @throws NodeOperationError if the period ends before it begins
 */
export function checkPeriod(
	context: IExecuteFunctions,
	{ from, to }: { readonly from?: Day; readonly to?: Day },
	itemIndex: number,
): void {
	if (from === undefined || to === undefined || !isBefore(to, from)) return;
	throw new NodeOperationError(context.getNode(), "'To' is before 'From'", {
		itemIndex,
		description: `'To' is the last day of the period (${to}) and 'From' the first (${from}). Exchange them, or choose other days.`,
	});
}

const FIRST_DAY = 'First day of the period, such as 2026-01-31';
const LAST_DAY = 'Last day of the period, such as 2026-01-31';

type Shown = Pick<INodeProperties, 'default' | 'description' | 'required' | 'displayOptions'>;

/** A field for one end of a period. */
function endOf<const Name extends string>(
	name: Name,
	displayName: string,
	{ default: standard, ...shown }: Shown,
): Field<Day, Name> {
	return field({ displayName, name, type: 'dateTime', default: standard, ...shown }, day);
}

/**
 * A filter for the start of a period.
 * @param what the records, in words: "leaves"
 */
export function firstDay(what: string): Field<Day, 'from'> {
	const description = `${FIRST_DAY}; ${what} that overlap with it are included`;
	return endOf('from', 'From', { default: '', description });
}

/** A filter for the end of a period. */
export const lastDay = endOf('to', 'To', { default: '', description: LAST_DAY });

/** The default of a day that cannot be left out, and when the field is shown. */
type Required = Pick<Shown, 'default' | 'displayOptions'>;

/**
 * The start of a period that cannot be left out.
 * @param why what else is said about it
 */
export function requiredFirstDay(shown: Required, why?: string): Field<Day, 'from'> {
	const description = why === undefined ? FIRST_DAY : `${FIRST_DAY}; ${why}`;
	return endOf('from', 'From', { required: true, description, ...shown });
}

/** The end of a period that cannot be left out. */
export function requiredLastDay(shown: Required): Field<Day, 'to'> {
	return endOf('to', 'To', { required: true, description: LAST_DAY, ...shown });
}
