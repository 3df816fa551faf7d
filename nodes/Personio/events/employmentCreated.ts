import type { Happening } from '../../shared/interpret/interpretation';
import { byDay, dayOf } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { EmploymentRecord } from '../records/employment';
import {
	COMPANY_SWITCH,
	isEmployed,
	newestFirst,
	statusUnknown,
	terminationOf,
} from '../records/employment';
import { defineEmploymentEvent } from './defineEmploymentEvent';

/**
 * A person has one more employment. {@link beginningOf} decides whether it is a hire, a rehire or a
 * transfer.
 */
export const employmentCreated = defineEmploymentEvent({
	name: 'employment.created',
	label: 'Employment Created',
	description: 'A person was given an employment: the first one, or one more',
	produces: ['employee.hired', 'employee.rehired', 'employee.transferred', 'table.entry_created'],
	entry: 'table.entry_created',
	means: (employment, employments) => {
		const begins = beginningOf(employment, employments);
		return begins === null ? [] : typeof begins === 'string' ? begins : [begins];
	},
});

/**
 * What a new employment means. This depends on the employment before it.
 * @returns null if the new employment runs beside another one; a reason in plain words if the status
 *   of the employment before decides, and that status is missing or not known
 */
export function beginningOf(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
): Happening | string | null {
	const effectiveDate = dayOf(employment.employment_start_date);
	const identity = { employmentId: employment.id };
	const ordered = newestFirst(employments.filter(({ id }) => id !== employment.id));
	const earlier = ordered.filter(
		(one) => effectiveDate === null || byDay(dayOf(one.employment_start_date), effectiveDate) <= 0,
	);
	const [before] = earlier;
	if (before === undefined) return { eventType: 'employee.hired', effectiveDate, identity };
	const { date, reasonRaw } = terminationOf(before);
	if (reasonRaw === COMPANY_SWITCH) {
		return { eventType: 'employee.transferred', effectiveDate, identity };
	}
	const hasEndDay = date !== null && (effectiveDate === null || isOver(date, effectiveDate));
	const wasEmployed = isEmployed(before);
	if (hasEndDay || wasEmployed === false) {
		return { eventType: 'employee.rehired', effectiveDate, identity };
	}
	return wasEmployed === null ? MAY_BE_REHIRED : null;
}

const MAY_BE_REHIRED = statusUnknown(
	'It is not known whether the person is hired again. The status of the employment before',
);
