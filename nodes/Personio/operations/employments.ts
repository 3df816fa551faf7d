import type { FoundRecord } from '../../shared/actions/operation';
import { sentOf } from '../../shared/reading/sent';
import type { EmploymentRecord } from '../records/employment';
import { employmentEntry } from '../records/employment';

/** An employment as a record, with the person it belongs to. */
export function employmentRecord(personId: string, employment: EmploymentRecord): FoundRecord {
	return {
		normalised: {
			employeeId: employment.person?.id ?? personId,
			...employmentEntry(employment.id, employment),
		},
		raw: sentOf(employment),
	};
}
