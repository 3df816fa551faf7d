import { lookUp } from '../../shared/model/lookUp';

/** The stage of a person's employment, which the lifecycle status shows. */
export type Stage = 'hired' | 'employed' | 'leave' | 'garden_leave' | 'terminated' | 'unknown';

/** The stages by the words of the status. The words are written together. */
const STAGES: Readonly<Record<string, Stage>> = {
	hired: 'hired',
	employed: 'employed',
	terminated: 'terminated',
	gardenleave: 'garden_leave',
	gardeningleave: 'garden_leave',
	ongardenleave: 'garden_leave',
	ongardeningleave: 'garden_leave',
};

/**
 * Words that say which kind of leave it is. Words that deny the leave are not among them, such as "No" in "No leave"
 * and "Back from" in "Back from leave".
 */
const KINDS_OF_LEAVE: ReadonlySet<string> = new Set([
	...['on', 'and', 'or', 'long', 'short', 'term', 'temporary', 'extended', 'emergency', 'special'],
	...['paid', 'unpaid', 'partially', 'fully', 'statutory', 'personal', 'annual', 'sabbatical'],
	...['parental', 'maternity', 'paternity', 'adoption', 'pregnancy', 'shared', 'family', 'child'],
	...['childcare', 'care', 'carer', "carer's", 'carers', 'caregiver', 'bereavement'],
	...['compassionate', 'sick', 'sickness', 'illness', 'medical', 'health', 'disability', 'injury'],
	...['military', 'civil', 'service', 'jury', 'duty', 'volunteer', 'volunteering', 'study'],
	...['educational', 'education', 'training', 'fmla'],
]);

const BETWEEN_WORDS = /[\s_/&()-]+/;
/** `gardenLeave` */
const WORD_IN_CAMEL_CASE = /(?<=\p{Ll})(?=\p{Lu})/gu;

/**
 * The stage that a lifecycle status means. Bob shows `Garden leave`. The spelling in the API is not documented;
 * `garden leave` was seen. Companies add statuses of their own. Such a status is a leave if it ends in "leave" and
 * each other word says which kind of leave it is. Every other status is unknown, even if it contains a known word, as
 * in "Returned from garden leave".
 * @param spellings the status as the API sends it and as people read it
 */
export function stageOf(spellings: ReadonlyArray<string | null | undefined>): Stage {
	for (const spelling of spellings) {
		const words = wordsOf(spelling ?? '');
		const stage = lookUp(STAGES, words.join('')) ?? (isLeave(words) ? 'leave' : undefined);
		if (stage !== undefined) return stage;
	}
	return 'unknown';
}

/** The words of a status in lower case. Letters of all alphabets count. */
function wordsOf(spelling: string): string[] {
	return spelling
		.replace(WORD_IN_CAMEL_CASE, ' ')
		.toLowerCase()
		.split(BETWEEN_WORDS)
		.filter((word) => word !== '');
}

function isLeave(words: readonly string[]): boolean {
	return words.at(-1) === 'leave' && words.slice(0, -1).every((word) => KINDS_OF_LEAVE.has(word));
}
