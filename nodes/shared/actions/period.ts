import type { IExecuteFunctions } from 'n8n-workflow';
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

/**
 * A filter for the start of a period.
 * @param what the records, in words: "leaves"
 */
export function firstDay(what: string): Field<Day, 'from'> {
	return field(
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: `First day of the period, such as 2026-01-31; ${what} that overlap with it are included`,
		},
		day,
	);
}

/** A filter for the end of a period. */
export const lastDay: Field<Day, 'to'> = field(
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Last day of the period, such as 2026-01-31',
	},
	day,
);
