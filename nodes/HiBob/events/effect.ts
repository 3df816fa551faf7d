import { attempt } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import type { Period } from '../records/lifecycle';
import { inEffect } from '../records/lifecycle';
import { readLifecycle } from '../records/read';
import type { Stage } from '../records/stage';

/*
 * Events of the midnight on which a status of the lifecycle takes effect, in the time zone of the
 * person's site. HiBob says that it is so; the rows say since when, and what kind.
 * https://apidocs.hibob.com/reference/employee-events-v2
 */

export interface Effect {
	/** All rows of the person, as far as they can be seen. */
	readonly periods: readonly Period[];
	/** The one that has taken effect; null if it is not shown. */
	readonly period: Period | null;
	/** Why it is not shown. */
	readonly whyNot: string;
}

/**
 * The status of which an event says that it has taken effect, as one of these stages. That it has,
 * the event says itself, so a HiBob that is away keeps nobody's account open.
 */
export async function readEffect(
	{ employeeId, occurredOn }: { employeeId: string; occurredOn: string },
	stages: readonly Stage[],
	{ api }: InterpretContext,
): Promise<Effect> {
	const find = (periods: readonly Period[]): Period | null =>
		inEffect(periods, stages, occurredOn) ?? null;
	const read = await attempt(readLifecycle(api, employeeId, (periods) => find(periods) !== null));
	if ('reason' in read) return { periods: [], period: null, whyNot: read.reason };
	return { periods: read.value, period: find(read.value), whyNot: NOT_SHOWN };
}

const NOT_SHOWN = 'HiBob does not show the status in the lifecycle of the person.';
