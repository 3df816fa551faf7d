import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { idAt, isRecord } from '../shared/values.mts';
import { employee, peopleOf } from './calls.mts';

const sizeOf = (body: unknown): number => (isRecord(body) ? Object.keys(body).length : 0);

export const member = question({
	name: 'member',
	question: 'Is `member_id` required to read an employee?',
	answers: {
		required: 'Yes: without it the record is refused',
		fewer: 'No, but without it fewer fields come',
		optional: 'No: as many fields come without it',
		alone: 'No: a record comes without it (set WORKABLE_MEMBER_ID to compare the fields)',
		unseen: 'Cannot tell: nobody is listed',
	},
	evidence: async (api) => {
		const id = (await peopleOf(api)).flatMap((person) => idAt(person, 'id') ?? [])[0];
		if (id === undefined) return undefined;
		const without = await api.look(employee(id), [400, 403, 422]);
		const withMember =
			api.memberId === undefined ? undefined : await api.read(employee(id, api.memberId));
		return { without, withMember };
	},
	find: (read) => {
		if (read === undefined) return finding('unseen');
		const { without, withMember } = read;
		const seen = [
			count('status without it', without.status),
			count('fields without it', sizeOf(without.body)),
			count('fields with it', sizeOf(withMember)),
		];
		if (without.status >= 400) return finding('required', ...seen);
		if (withMember === undefined) return finding('alone', ...seen);
		return finding(sizeOf(without.body) < sizeOf(withMember) ? 'fewer' : 'optional', ...seen);
	},
});
