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

/**
 * The lifecycle of a person in which an event says that one of these stages has taken effect. That it
 * has, the event says itself, so a HiBob that is away keeps nobody's account open.
 */
export async function readEffect(
	{ employeeId, occurredOn }: { employeeId: string; occurredOn: string },
	stages: readonly Stage[],
	{ api }: InterpretContext,
): Promise<{ periods: readonly Period[]; period: Period } | { whyNot: string }> {
	const find = (periods: readonly Period[]): Period | undefined =>
		inEffect(periods, stages, occurredOn);
	const read = await attempt(
		readLifecycle(api, employeeId, (periods) => find(periods) !== undefined),
	);
	if ('reason' in read) return { whyNot: read.reason };
	const period = find(read.value);
	return period === undefined ? { whyNot: NOT_SHOWN } : { periods: read.value, period };
}

export const NOT_SHOWN = 'HiBob does not show the status in the lifecycle of the person.';
