import type { Happening } from '../../shared/interpret/tell';
import { tell } from '../../shared/interpret/tell';
import { dayOf, instantOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import { attempt } from '../../shared/outbound/attempt';
import { before, contractEntry, contractSchema } from '../records/contract';
import { readContracts } from '../records/contracts';
import { orNull } from '../../shared/outbound/fields';
import { describePerson } from '../records/read';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

export const contractEvents: readonly FactorialEvent[] = [
	contractEvent('create', 'table.entry_created', 'A contract was changed: there is a new version'),
	contractEvent('update', 'table.entry_updated', 'A version of a contract was corrected'),
	contractEvent('delete', 'table.entry_deleted', 'A version of a contract was removed'),
];

function contractEvent(
	verb: 'create' | 'update' | 'delete',
	entry: Extract<EventType, `table.${string}`>,
	description: string,
): FactorialEvent {
	const isThere = verb !== 'delete';
	return defineEvent({
		name: `contracts/contract_version/${verb}`,
		label: `Contracts: Contract Version ${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
		description,
		produces: isThere ? ['employee.job_changed', entry] : [entry],
		schema: contractSchema,
		interpret: async (delivered, context) => {
			const contracts = await attempt(readContracts(context.api, delivered.employee_id));
			const known = 'value' in contracts ? contracts.value : [];
			const described = await describePerson(
				delivered.employee_id,
				'value' in contracts ? { contracts: known } : {},
				context,
			);
			const effectiveDate = dayOf(delivered.effective_on);
			const earlier = before(delivered, known);
			const title = orNull(delivered.job_title);
			const isOtherJob = isThere && earlier !== null && title !== orNull(earlier.job_title);
			const jobChanged: Happening[] = isOtherJob
				? [{ eventType: 'employee.job_changed', effectiveDate, changedFields: ['jobTitle'] }]
				: [];
			const table = contractEntry(delivered, context);
			return tell([...jobChanged, { eventType: entry, effectiveDate, table }], described, {
				occurredAt: instantOf(delivered.updated_at),
			});
		},
	});
}
