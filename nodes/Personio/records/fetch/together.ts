import type { AskingOnce } from '../../../shared/outbound/askingOnce';
import { withNotes } from '../../../shared/outbound/api';
import { attemptOptionalRead } from '../../../shared/outbound/attempt';
import { takeRecords } from '../../../shared/outbound/paging';
import { inParallel } from '../../../shared/outbound/parallel';
import { sentOf } from '../../../shared/reading/sent';
import { unreadNotes } from '../../../shared/reading/unread';
import type { PayloadIds } from '../payload';
import { readAbsence } from './absences';
import { listPersonsById, questionOf } from './people';

/**
 * Reads the people of several events by one request, for the reads of each of them that follow. Who
 * cannot be read in this way is left to those reads.
 * @param ids of at most {@link PAGE_SIZE} events. If an event names an absence and nobody, the absence
 *   is read first
 */
export async function readPeopleTogether(
	api: AskingOnce,
	ids: ReadonlyArray<Pick<PayloadIds, 'personId' | 'absenceId'>>,
): Promise<void> {
	if (ids.length < 2) return;
	// Nothing is noted: what cannot be read here is read and noted once more.
	const quiet = withNotes(api, unreadNotes());
	const people = await inParallel(ids, api.concurrency, async ({ personId, absenceId }) => {
		if (personId !== null || absenceId === null) return personId;
		const read = await attemptOptionalRead(readAbsence(quiet.patiently, absenceId));
		return 'value' in read ? (read.value.person?.id ?? null) : null;
	});
	const unknown = [...new Set(people)].filter(
		(id): id is string => id !== null && !api.knows(questionOf(id)),
	);
	if (unknown.length < 2) return;
	const read = await attemptOptionalRead(takeRecords(listPersonsById(quiet, unknown), null));
	const found = 'value' in read ? read.value : [];
	for (const person of found) api.know(questionOf(person.id), sentOf(person));
}
