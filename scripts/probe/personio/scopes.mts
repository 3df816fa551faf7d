import { scopes } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';

export const grantedScopes = question({
	name: 'scopes',
	question: 'Does the sign-in say what the credential is granted, and how are scopes called?',
	answers: {
		named: 'Yes, see below',
		other: 'Yes, but not under names that begin with `personio:`',
		none: 'No',
	},
	evidence: async (api) => textAt(api.signedIn(), 'scope'),
	find: (scope) => {
		if (scope === undefined) return finding('none');
		const seen = scopes('scopes', scope);
		return finding(seen.counts.length > 0 ? 'named' : 'other', seen);
	},
});
