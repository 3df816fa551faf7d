import type { Api } from '../../../shared/outbound/api';
import type { Period } from '../lifecycle';
import { periodsOf } from '../lifecycle';
import { LIFECYCLE } from '../tables';
import { lookAgain } from './lookAgain';
import { readDecidingRows } from './rows';

/**
 * Reads the lifecycle of a person.
 * @param isThere whether the lifecycle shows what the event says; if not, it is read again
 */
export async function readLifecycle(
	api: Api,
	employeeId: string,
	isThere: (periods: readonly Period[]) => boolean = () => true,
): Promise<Period[]> {
	return await lookAgain(
		async () => periodsOf((await readDecidingRows(api, LIFECYCLE, employeeId)).rows),
		isThere,
	);
}
