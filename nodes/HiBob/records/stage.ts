import { lookUp } from '../../shared/model/lookUp';

/** Where somebody stands, by the lifecycle status. */
export type Stage = 'hired' | 'employed' | 'leave' | 'garden_leave' | 'terminated' | 'unknown';

const STAGES: Readonly<Record<string, Stage>> = {
	hired: 'hired',
	employed: 'employed',
	terminated: 'terminated',
};

const GARDEN_LEAVE = /garden(ing)?leave/;
const LEAVE = /leave$/;

/**
 * What a lifecycle status stands for. Bob shows `Garden leave`; the machine's spelling is not
 * documented, and was seen as `garden leave`. Companies add statuses of their own: those that end in
 * "leave" are leaves, others are not known.
 * @param spellings the status as the machine and as people call it
 */
export function stageOf(spellings: ReadonlyArray<string | null | undefined>): Stage {
	for (const spelling of spellings) {
		const letters = spelling?.toLowerCase().replace(/[^a-z]/g, '') ?? '';
		const stage = lookUp(STAGES, letters) ?? leaveIn(letters);
		if (stage !== undefined) return stage;
	}
	return 'unknown';
}

function leaveIn(letters: string): Stage | undefined {
	if (GARDEN_LEAVE.test(letters)) return 'garden_leave';
	return LEAVE.test(letters) ? 'leave' : undefined;
}
