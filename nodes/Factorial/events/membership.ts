import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import { idField } from '../../shared/reading/fields';
import { listOf, record } from '../../shared/reading/record';
import { describePerson } from '../records/fetch/describePerson';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** https://apidoc.factorialhr.com/reference/get_teams-memberships */
const membershipSchema = record({
	decides: { id: idField, employee_id: idField, team_id: idField },
	detail: {},
});

/** It is not documented whether a delivery of a bulk change contains one membership or all of them. */
const membershipsSchema = z.preprocess(
	(body) => (isPlainObject(body) ? [body] : isEmptyList(body) ? undefined : body),
	listOf(membershipSchema),
);

/** A delivery without a membership says nothing, so it does not fit. */
function isEmptyList(body: unknown): boolean {
	return Array.isArray(body) && body.length === 0;
}

/** A person joined or left a team, or became its lead, or no longer is its lead. */
export const membershipEvents: readonly FactorialEvent[] = [
	membershipEvent('create', 'Create', 'A person joined a team'),
	membershipEvent('update', 'Update', 'A person became the lead of a team, or no longer is'),
	membershipEvent('delete', 'Delete', 'A person left a team'),
	membershipEvent('bulk_upsert', 'Bulk Upsert', 'Several people joined teams'),
];

function membershipEvent(verb: string, label: string, description: string): FactorialEvent {
	return defineEvent({
		name: `teams/membership/${verb}`,
		label: `Teams: Membership ${label}`,
		description,
		produces: ['employee.job_changed'],
		schema: membershipsSchema,
		interpret: async (memberships, context) => {
			const isOver = verb === 'delete';
			const events = [];
			for (const membership of memberships) {
				const { id, employee_id: personId } = membership;
				const described = await describePerson(personId, {}, context);
				events.push({
					eventType: 'employee.job_changed' as const,
					...described,
					changedFields: ['team'],
					identity: {
						timeless: { record: id, state: JSON.stringify([isOver, membership]) },
					},
				});
			}
			return { events };
		},
	});
}
