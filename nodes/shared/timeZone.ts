import type { IExecuteFunctions, IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TimeZone } from './model/dates';
import { timeZoneOf } from './model/dates';
import { parameterOf } from './parameter';

/*
 * The time zone that decides which day is today. n8n (2.41) checks neither the time zone of a workflow
 * nor the one of its own environment, so both are checked here.
 */

/** Why there is no time zone, and what to do about it. */
export interface NoTimeZone {
	readonly message: string;
	readonly description: string;
}

/** The company's time zone: the trigger's option, or else the workflow's. */
export function companyTimeZone(
	context: IHookFunctions | IExecuteFunctions | IPollFunctions,
): TimeZone | NoTimeZone {
	const chosen = parameterOf(context, 'options.timeZone');
	if (chosen === null || chosen === undefined || chosen === '') return timeZoneOfWorkflow(context);
	const name = typeof chosen === 'string' ? chosen : JSON.stringify(chosen);
	if (name.trim() === '') return timeZoneOfWorkflow(context);
	return (
		timeZoneOf(name) ?? {
			message: `'Company Time Zone' does not name a time zone: ${name}`,
			description: 'Enter a name such as Europe/Berlin or America/New_York, or leave it empty.',
		}
	);
}

/**
 * The company's time zone, for a trigger that is about to listen or to look.
 * @throws NodeOperationError if there is none: without a time zone nobody knows which day is today
 */
export function checkedCompanyTimeZone(
	context: IHookFunctions | IExecuteFunctions | IPollFunctions,
): TimeZone {
	return checked(context, companyTimeZone(context));
}

/**
 * The workflow's time zone, for an action.
 * @throws NodeOperationError if there is none
 */
export function workflowTimeZone(
	context: IExecuteFunctions | IHookFunctions | IPollFunctions,
): TimeZone {
	return checked(context, timeZoneOfWorkflow(context));
}

/** The workflow's own time zone; if it has none, that of n8n. */
function timeZoneOfWorkflow(
	context: IHookFunctions | IExecuteFunctions | IPollFunctions,
): TimeZone | NoTimeZone {
	const name = context.getTimezone();
	const zone = timeZoneOf(name);
	if (zone !== null) return zone;
	const isItsOwn = context.getWorkflowSettings().timezone != null;
	return isItsOwn
		? {
				message: `The workflow's 'Timezone' is not a time zone: ${shown(name)}`,
				description: "Open the workflow's settings, choose a 'Timezone' and save.",
			}
		: {
				message: `The time zone of this n8n is not valid: ${shown(name)}`,
				description:
					"Ask the administrator of this n8n to set the environment variable GENERIC_TIMEZONE to a name such as Europe/Berlin, or choose a 'Timezone' in the workflow's settings.",
			};
}

function shown(name: string): string {
	return name.trim() === '' ? 'it is empty' : name;
}

function checked(
	context: IHookFunctions | IExecuteFunctions | IPollFunctions,
	found: TimeZone | NoTimeZone,
): TimeZone {
	if (typeof found === 'string') return found;
	throw new NodeOperationError(context.getNode(), found.message, {
		description: found.description,
	});
}
