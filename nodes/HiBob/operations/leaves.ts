import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { Leave } from '../../shared/model/leave';
import type { TimeOffRequest } from '../records/timeOff';
import { normaliseRequest } from '../records/timeOff';

/**
 * A request as a record, with the person it belongs to.
 * @param leave where more is known of it than the request says itself
 */
export function leaveRecord(
	request: TimeOffRequest,
	employeeId: string,
	leave: Leave = normaliseRequest(request),
): FoundRecord {
	return { normalised: { employeeId, ...leave }, raw: asData({ employeeId, ...request }) };
}
