import { z } from 'zod/v4';

import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { id } from '../../shared/model/fields';
import { leaveSchema } from '../../shared/model/leave';
import type { Directory } from '../records/directory';
import type { TimeOff } from '../records/timeOff';
import { normaliseTimeOff } from '../records/timeOff';

/** What {@link timeOffRecord} makes. */
export const timeOffRecordSchema = z.strictObject({ employeeId: id, ...leaveSchema.shape });

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
