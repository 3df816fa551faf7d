import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';
import type { Fields } from '../shared/values.mts';
import { peopleOf } from './calls.mts';

const OTHERS = ['login_email', 'communications_email'];

/** Whose is the address in `email`: told only where the person has a private one besides. */
function meaningFor(person: Fields): 'work' | 'private' | undefined {
	const email = textAt(person, 'email');
	const personal = textAt(person, 'personal_email');
	const others = OTHERS.map((name) => textAt(person, name)).filter((one) => one !== undefined);
	if (email === undefined || personal === undefined) return undefined;
	if (email !== personal) return others.includes(email) ? 'work' : undefined;
	return others.some((other) => other !== email) ? 'private' : undefined;
}

export const workAddress = question({
	name: 'work-address',
	question: 'Which e-mail field of a person is the work address?',
	answers: {
		work: '`email` is: it equals `login_email` or `communications_email` where `personal_email` is another',
		private:
			'Not `email`: it equals `personal_email` where `login_email` or `communications_email` is another',
		both: 'Both occur: `email` is the work address of some people and the private one of others',
		unseen: 'Cannot tell: nobody has a private address and a work address that differ',
	},
	evidence: peopleOf,
	find: (people) => {
		const meanings = people.map(meaningFor);
		const seen = [
			count('people', people.length),
			count('people with two addresses', meanings.filter((one) => one !== undefined).length),
			kinds(
				'email',
				people.map((person) => person['email']),
			),
			kinds(
				'login_email',
				people.map((person) => person['login_email']),
			),
			kinds(
				'communications_email',
				people.map((person) => person['communications_email']),
			),
			kinds(
				'personal_email',
				people.map((person) => person['personal_email']),
			),
		];
		const isWork = meanings.includes('work');
		const isPrivate = meanings.includes('private');
		if (isWork && isPrivate) return finding('both', ...seen);
		if (isWork) return finding('work', ...seen);
		return finding(isPrivate ? 'private' : 'unseen', ...seen);
	},
});
