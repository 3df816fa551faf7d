import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../../../shared/outbound/api';
import { remembering } from '../../../shared/outbound/memory';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { maybeId } from '../../../shared/reading/fields';
import { answer, listOf, record } from '../../../shared/reading/record';
import { pathOf } from '../../connection';
import { NO_COMPANY } from '../../environment';
import { withList } from '../answers';

/** https://apidoc.factorialhr.com/reference/get_api-public-credentials */
const credentialsSchema = answer({
	data: listOf(record({ decides: {}, detail: { company_id: maybeId } })),
});

const remember = remembering<string>(10 * 60_000);

/**
 * The company that a credential belongs to. Factorial names it in its answer about the credential.
 * @throws NodeApiError if Factorial does not name it. Factorial does not refuse a key of another
 *   environment, but gives empty answers: every list would be empty, and nothing would look wrong.
 */
export async function companyIdOf(api: Api): Promise<string> {
	return await remember(api, 'company', async (noted) => {
		const sent = await noted.get(pathOf('api_public/credentials'));
		const { data } = parseAnswer(
			credentialsSchema,
			withList(sent),
			noted,
			'the company of the credential',
		);
		const companyId = data.find(({ company_id: id }) => id != null)?.company_id;
		if (companyId != null) return companyId;
		throw new NodeApiError(
			api.node,
			{},
			{
				message: 'Factorial does not say which company this credential belongs to',
				description: NO_COMPANY,
			},
		);
	});
}
