import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { Directory } from '../records/directory';
import type { TimeOff } from '../records/timeOff';
import { normaliseTimeOff } from '../records/timeOff';

/** A request as a record, with the person it belongs to. */
export function timeOffRecord(
	request: TimeOff,
	employeeId: string | null,
	directory: Directory,
): FoundRecord {
	return {
		normalised: {
			employeeId: request.employee_id ?? employeeId,
			...normaliseTimeOff(request, directory),
		},
		raw: asData(request),
	};
}
