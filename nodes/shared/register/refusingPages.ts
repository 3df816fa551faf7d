import type { Api } from '../outbound/api';
import { unexpectedAnswer } from '../outbound/failure';

/** HTML or XML. Vendors answer in JSON, or with nothing. */
const PAGE = /^\s*</;

/**
 * The same API, but a page is no answer to a request that makes, changes or removes a webhook. Most vendors answer such
 * a request with nothing that is needed, so nobody reads it. A gateway that answers with its sign-in page and 200 would
 * look like a vendor that has done what was asked.
 */
export function refusingPages(api: Api): Api {
	return {
		...api,
		request: async (wanted) => {
			const answer = await api.request(wanted);
			const { body } = answer;
			if (typeof body !== 'string' || !PAGE.test(body)) return answer;
			throw unexpectedAnswer(api.node, api.vendor, 'an answer of its API');
		},
	};
}
