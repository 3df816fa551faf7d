import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { at } from '../shared/values.mts';
import { absencesOf } from './calls.mts';

const KNOWN = [
	'PENDING',
	'APPROVED',
	'REJECTED',
	'DELETION_PENDING',
	'SUBSTITUTE_REQUESTED',
] as const;

export const absenceStatuses = question({
	name: 'absence-statuses',
	question: 'Are there statuses of absences that the package does not know?',
	answers: {
		known: 'No, all that occur are known',
		other: 'Yes: please name them in the issue (`approval.status`)',
		unseen: 'Cannot tell: there is no absence of the last three months or to come',
	},
	evidence: absencesOf,
	find: (absences) => {
		const statuses = absences.map((one) => at(one, 'approval', 'status'));
		const seen = [count('absences', absences.length), words('approval.status', statuses, KNOWN)];
		if (absences.length === 0) return finding('unseen', ...seen);
		const isKnown = statuses.every((status) => KNOWN.some((word) => word === status));
		return finding(isKnown ? 'known' : 'other', ...seen);
	},
});
