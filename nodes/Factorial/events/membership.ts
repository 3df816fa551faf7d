import { z } from 'zod/v4';

import { idField } from '../../shared/outbound/fields';
import { describePerson } from '../records/read';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** https://apidoc.factorialhr.com/reference/get_teams-memberships */
const membershipSchema = z.looseObject({ id: idField, employee_id: idField, team_id: idField });

/** Whether one delivery of a bulk change holds one membership or all is not documented. */
const membershipsSchema = z.union([
	membershipSchema.transform((one) => [one]),
	z.array(membershipSchema).min(1),
]);

/** Someone joined or left a team, or leads it now. */
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
			const events = [];
			for (const { id, employee_id: personId } of memberships) {
				const described = await describePerson(personId, {}, context);
				events.push({
					eventType: 'employee.job_changed' as const,
					...described,
					changedFields: ['team'],
					identity: { row: id },
				});
			}
			return { events };
		},
	});
}
