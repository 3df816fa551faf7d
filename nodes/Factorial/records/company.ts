import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { remembering } from '../../shared/outbound/memory';
import { parsed } from '../../shared/outbound/parsed';
import { fingerprintOf } from '../../shared/register/secret';
import { pathOf } from '../connection';
import { NO_COMPANY } from '../environment';
import { maybeId } from '../../shared/outbound/fields';

/** https://apidoc.factorialhr.com/reference/get_api-public-credentials */
const credentialsSchema = z.object({
	data: z.array(z.looseObject({ company_id: maybeId })),
});

/** Names the company of a credential, for what is kept in memory; it tells no secret. */
export function companyKeyOf({ account, credential }: Api): string {
	return `${account} ${fingerprintOf(String(credential.apiKey ?? credential.clientSecret))}`;
}

const remember = remembering<string>(10 * 60_000);

/**
 * The company a credential belongs to: Factorial tells it with the credential itself.
 * @throws NodeApiError if it does not. A key of another environment is not refused there, it gets
 *   empty answers: every list would be empty, and nothing would look wrong.
 */
export async function companyIdOf(api: Api): Promise<string> {
	return await remember(companyKeyOf(api), async () => {
		const answer = await api.get(pathOf('api_public/credentials'));
		const { data } = parsed(credentialsSchema, answer, api, 'the company of the credential');
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
