import type { Happening } from '../../shared/interpret/tell';
import { dayOf } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { EmploymentRecord } from '../records/employment';
import { COMPANY_SWITCH, newestFirst, terminationOf } from '../records/employment';
import { defineEmploymentEvent } from './defineEmploymentEvent';

export const employmentCreated = defineEmploymentEvent({
	name: 'employment.created',
	label: 'Employment Created',
	description: 'A person was given an employment: the first one, or one more',
	produces: ['employee.hired', 'employee.rehired', 'employee.transferred', 'table.entry_created'],
	entry: 'table.entry_created',
	means: (employment, employments) => {
		const begins = beginning(employment, employments);
		return begins === null ? [] : [begins];
	},
});

/** What a new employment means, by the one before it; nothing for one beside another. */
export function beginning(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
): Happening | null {
	const effectiveDate = dayOf(employment.employment_start_date);
	const identity = { employmentId: employment.id };
	const ordered = newestFirst(employments.filter(({ id }) => id !== employment.id));
	const earlier = ordered.filter(
		(one) => (dayOf(one.employment_start_date) ?? '') <= (effectiveDate ?? '9999'),
	);
	const [before] = earlier;
	if (before === undefined) return { eventType: 'employee.hired', effectiveDate, identity };
	const { date, reasonRaw } = terminationOf(before);
	if (reasonRaw === COMPANY_SWITCH) {
		return { eventType: 'employee.transferred', effectiveDate, identity };
	}
	const hasEnded =
		before.status === 'INACTIVE' ||
		(date !== null && (effectiveDate === null || isOver(date, effectiveDate)));
	return hasEnded ? { eventType: 'employee.rehired', effectiveDate, identity } : null;
}
