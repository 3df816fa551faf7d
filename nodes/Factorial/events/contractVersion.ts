import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import { dayOf, instantOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { orNull } from '../../shared/reading/fields';
import { versionBefore, contractEntry, contractSchema, isSuperseded } from '../records/contract';
import { readAllContracts } from '../records/fetch/contracts';
import { describePerson } from '../records/fetch/describePerson';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/**
 * The events of contract versions. A new version or a corrected one may also be a change of the job.
 * https://apidoc.factorialhr.com/docs/webhooks-what
 */
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
			const contracts = await attemptOptionalRead(
				readAllContracts(context.api, delivered.employee_id),
			);
			const known = 'value' in contracts ? contracts.value.versions : [];
			const isComplete = 'value' in contracts && contracts.value.isComplete;
			const described = await describePerson(
				delivered.employee_id,
				'value' in contracts ? { contracts: known } : {},
				context,
			);
			const effectiveDate = dayOf(delivered.effective_on);
			const earlier = isComplete ? versionBefore(delivered, known) : null;
			const title = orNull(delivered.job_title);
			const earlierTitle = orNull(earlier?.job_title);
			// If a title is missing or cannot be read, nothing says that the job has changed.
			const isOtherJob =
				isThere &&
				title !== null &&
				earlierTitle !== null &&
				title !== earlierTitle &&
				// A correction of an earlier version is not a change of the job.
				!isSuperseded(delivered, known, context.today);
			const jobChanged: Happening[] = isOtherJob
				? [
						{
							eventType: 'employee.job_changed',
							effectiveDate,
							changedFields: ['jobTitle'],
							identity: { job: { row: delivered.id ?? effectiveDate, says: [title] } },
						},
					]
				: [];
			const table = contractEntry(delivered, context);
			return interpretationOf(
				[...jobChanged, { eventType: entry, effectiveDate, table }],
				described,
				{
					occurredAt: instantOf(delivered.updated_at),
				},
			);
		},
	});
}
