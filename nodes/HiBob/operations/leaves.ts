import type { FoundRecord } from '../../shared/actions/operation';
import type { Leave } from '../../shared/model/leave';
import { sentOf } from '../../shared/reading/sent';
import type { TimeOffRequest } from '../records/timeOff';
import { normaliseRequest } from '../records/timeOff';

/**
 * A request as a record, with the person it belongs to.
 * @param leave the leave, if more is known about it than the request itself says
 */
export function leaveRecord(
	request: TimeOffRequest,
	employeeId: string,
	leave: Leave = normaliseRequest(request),
): FoundRecord {
	return { normalised: { employeeId, ...leave }, raw: { employeeId, ...sentOf(request) } };
}
