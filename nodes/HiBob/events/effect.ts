import type { Day } from '../../shared/model/dates';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import type { Period } from '../records/lifecycle';
import { inEffect } from '../records/lifecycle';
import { readLifecycle } from '../records/fetch/lifecycle';
import type { Stage } from '../records/stage';

/*
 * Events that HiBob sends when a status of the lifecycle takes effect: at midnight, in the time zone of the
 * person's site. The event itself states that the status has taken effect. The rows say since when, and which
 * status it is.
 * https://apidocs.hibob.com/reference/employee-events-v2
 */

/** What a read of the lifecycle shows about a status that has taken effect. */
export interface Effect {
	/** All lifecycle rows of the person, as far as they can be seen. */
	readonly periods: readonly Period[];
	/** The status that has taken effect; null if it is not shown. */
	readonly period: Period | null;
	/** Why the status is not shown. */
	readonly whyNot: string;
	/** Whether the lifecycle itself could be read. */
	readonly isRead: boolean;
}

/**
 * Reads which status has taken effect according to an event: one with one of the given stages. The event itself
 * states that it has taken effect. So if HiBob cannot be read, the event is emitted all the same, and no account
 * stays open.
 */
export async function readEffect(
	{ employeeId, occurredOn }: { employeeId: string; occurredOn: Day },
	stages: readonly Stage[],
	{ api }: InterpretContext,
): Promise<Effect> {
	const find = (periods: readonly Period[]): Period | null =>
		inEffect(periods, stages, occurredOn) ?? null;
	const read = await attemptOptionalRead(
		readLifecycle(api, employeeId, (periods) => find(periods) !== null),
	);
	if ('reason' in read) return { periods: [], period: null, whyNot: read.reason, isRead: false };
	return { periods: read.value, period: find(read.value), whyNot: NOT_SHOWN, isRead: true };
}

const NOT_SHOWN = 'HiBob does not show the status in the lifecycle of the person.';
