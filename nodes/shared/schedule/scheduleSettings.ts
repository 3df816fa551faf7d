import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { severalOf } from '../actions/lists';
import { parameterOf } from '../parameter';
import { checkedCompanyTimeZone } from '../timeZone';
import type { TimeOfDay } from './clock';
import { timeOfDaySchema } from './clock';
import type { PollSettings } from './findEvents';

/** A poll, or a run that shows samples. */
type Caller = IExecuteFunctions | IPollFunctions;

/** The most days before its day that a reminder may come. */
const MOST_DAYS_BEFORE = 365;

const daysBeforeSchema = severalOf(z.coerce.number().int().min(1).max(MOST_DAYS_BEFORE));

const writtenTimeSchema = z
	.string()
	.trim()
	.transform((text) => text.padStart(5, '0'))
	.pipe(timeOfDaySchema);

/**
 * Reads the parameters of a schedule trigger that decide when something is due.
 * @throws NodeOperationError that names the field and what it takes
 */
export function lookSettingsOf(context: Caller): PollSettings {
	return {
		timeZone: checkedCompanyTimeZone(context),
		dayBeginsAt: timeIn(context, 'dayBeginsAt', 'Day Begins At'),
		lastDayEndsAt: timeIn(context, 'lastDayEndsAt', 'Last Day Ends At'),
		daysBefore: daysBeforeIn(context),
		tellsWhatIsDue: parameterOf(context, 'options.tellWhatIsDue') !== false,
	};
}

function daysBeforeIn(context: Caller): number[] {
	const { data } = daysBeforeSchema.safeParse(parameterOf(context, 'daysBefore'));
	if (data !== undefined) return data;
	throw new NodeOperationError(
		context.getNode(),
		"'Days Before' is not a list of numbers of days",
		{
			description: `'Days Before' takes one or more whole numbers from 1 to ${MOST_DAYS_BEFORE}, separated by commas, such as 14 or 30, 7.`,
		},
	);
}

function timeIn(context: Caller, name: string, label: string): TimeOfDay {
	const { data } = writtenTimeSchema.safeParse(parameterOf(context, name));
	if (data !== undefined) return data;
	throw new NodeOperationError(context.getNode(), `'${label}' is not a time of day`, {
		description: `'${label}' takes a time such as 06:00 or 18:30; 24:00 is the end of the day.`,
	});
}
