import type { accountIn as original } from '../../nodes/shared/outbound/account';

/*
 * Stands in for `outbound/account`: the simulators listen at another address each time, and the ids of
 * the fixtures are those of one.
 */
export const accountIn: typeof original = (connection, credential, companyId) =>
	connection.accountOf(credential, companyId);
