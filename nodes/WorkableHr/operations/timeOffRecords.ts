import type { FoundRecord } from '../../shared/actions/operation';
import type { UnreadNotes } from '../../shared/reading/unread';
import { sentOf } from '../../shared/reading/sent';
import type { Directory } from '../records/directory';
import { REQUESTS } from '../records/fetch/timeOff';
import type { TimeOff } from '../records/timeOff';
import { normaliseTimeOff, noteHalfDays } from '../records/timeOff';

/** A request as a record, with the person it belongs to. */
export function timeOffRecord(
	request: TimeOff,
	employeeId: string | null,
	{ directory, unread }: { directory: Directory; unread: UnreadNotes },
): FoundRecord {
	noteHalfDays(request, unread, REQUESTS.what);
	return {
		normalised: {
			employeeId: request.employee_id ?? employeeId,
			...normaliseTimeOff(request, directory),
		},
		raw: sentOf(request),
	};
}
