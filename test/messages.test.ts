import { writtenMessages } from './support/messages';

/*
 * Every message that the code of the nodes and credentials writes out, so that they can be read in one place. A
 * new or a changed message is entered with `jest test/messages.test.ts -u`, and then read here.
 */

const MESSAGES = writtenMessages();

it('these are all messages, each with what to do', () => {
	const lines = MESSAGES.map(({ message, description }) => `${message}\n    ${description ?? '–'}`);
	expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
		"
		Factorial does not know this leave
		    Check 'Leave ID', and that the credential may see the person's leaves.
		Factorial does not say which company this credential belongs to
		    NO_COMPANY
		Factorial did not keep the webhook for …
		    It has one listener per event and company. Someone else may be changing it at this moment, or may hold it where this credential cannot see it.
		'…' has too many entries
		    HiBob takes … fields in one request, and … of them are needed for every employee. Choose fewer, or use the node twice.
		There is no row with this '…'
		    The table … of the employee has no row …. It may have been removed, or you can find it by the other choice in 'Find By'.
		The service user may not read what the chosen events need
		    In Bob, give its permission group: ….
		Personio keeps no events for this account yet
		    Personio keeps the events of the last 30 days with each webhook. Publish a workflow with a Personio Trigger first.
		… does not show the API credential who is with the company
		    These fields are missing in the employments of everybody: …. Grant the API credential these attributes of employments in ….
		Personio already has a webhook for this address, which this credential cannot see
		    It was probably made with another API credential. Remove it with that credential or in Personio.
		There is no row with this 'Entry ID'
		    The table of the employee has no row …. It may have been removed, or belong to another table.
		There is no request with this 'Request ID'
		    The employee has no time-off request … from … on. Check the employee, or choose an earlier 'Starting After'.
		… does not show the token who is with the company
		    These fields are missing in the records of everybody: …. Enter the 'Member ID' of an HR admin in the credential, and check in … that the profile templates show these fields.
		'…' is empty
		    '…' takes …. Choose or enter a value…. If it is an expression, the item before this node does not have the value.
		'…' is not …
		    '…' takes ….
		'Fields' contains a name that does not exist: …
		    The normalised fields of this operation are: ….
		'To' is before 'From'
		    'To' is the last day of the period (…) and 'From' the first (…). Exchange them, or choose other days.
		'Operation' is not one of this node's
		    Open the node and choose a resource and an operation again.
		This trigger starts from a delivery of the vendor
		    Test the trigger with a real event, or pin sample data to it.
		The credential for … has no usable address
		    Check the account and 'API Base URL' in the credential. The address has to start with https://, or others could read the credential on the way.
		… did not accept the credential
		    ……
		… does not allow this with the credential
		    Give the API user or token the missing permission in ….…
		… has no such record
		    It may have been deleted, or the ID belongs to another account. The request was ….
		… is receiving too many requests
		    Other integrations use the same limit. Wait a moment and retry, or run them at other times.
		… is not available at the moment
		    It answered …. Retry later, or look at the status page of ….
		… sent the request to another address
		    The credential is not sent there. Enter the final address in the credential, in 'API Base URL' (if the credential has the field 'Environment', choose Custom there).
		… refused the request
		    It answered … to ….
		… could not be reached
		    Check 'Environment' or 'API Base URL' in the credential, and the network of your n8n. The request was ….…
		… did not answer within … seconds
		    Retry later, or look at the status page of …. The request was ….
		… answered with more than … MB
		    The node does not read so much, because your n8n may run out of memory. Ask for fewer records or fields at a time. If it happens again, check 'Environment' or 'API Base URL' in the credential. The request was ….
		… did not give a complete list
		    … The part that came is not used, because it would count as the whole list. Retry later; if it happens again, write to the support of ….
		… gives …
		    The node does not read so much, because your n8n may run out of memory. The part that came is not used. Ask for less at a time, with a filter such as a shorter period. If … does not have so many records, write to its support.
		The execution was cancelled
		    –
		… answered with something other than …
		    Check 'Environment' or 'API Base URL' in the credential: a proxy or sign-in page may answer in place of ….
		… answered with … that cannot be read
		    Missing, or of another kind than documented: …. Look at the record in …; if nothing is odd there, report these names to the makers of this node.
		… already listens for …
		    … has one listener per event, …. …
		The credential for … has no key that can prove deliveries
		    Open the credential, fill in the fields that are marked as required, and save it.
		n8n gave this node no webhook address
		    –
		… cannot call this n8n at …
		    The address does not work because …. Set the environment variable N8N_WEBHOOK_URL of your n8n to its public https address and restart it.
		This trigger starts from the events that a poll has found
		    Publish the workflow, or pin sample data to the trigger.
		… lists … people, where it listed … before
		    Nothing is reported about those who are missing, because so many at once are more likely a mistake. Check whether the credential may still see everybody in …. If the list is right, switch on 'Accept Fewer People' for one poll.
		… answered too slowly for this poll
		    n8n gives a poll a limited time, and no part of the list came within it. The next poll tries again and covers the same days. If this happens often, check whether other workflows use up the limit of the same credential.
		'Days Before' is not a list of numbers of days
		    'Days Before' takes one or more whole numbers from 1 to …, separated by commas, such as 14 or 30, 7.
		'…' is not a time of day
		    '…' takes a time such as 06:00 or 18:30; 24:00 is the end of the day.
		… lists nobody who can be a sample of: …
		    –
		What this trigger remembered is gone
		    So it is not known what has changed since it last polled: compare by hand what happened since then. What is due today still comes, and from now on the trigger remembers again.
		No event is chosen
		    Choose at least one event in 'Events'.
		'Company Time Zone' does not name a time zone: …
		    Enter a name such as Europe/Berlin or America/New_York, or leave it empty.
		The workflow's 'Timezone' is not a time zone: …
		    Open the workflow's settings, choose a 'Timezone' and save.
		The time zone of this n8n is not valid: …
		    Ask the administrator of this n8n to set the environment variable GENERIC_TIMEZONE to a name such as Europe/Berlin, or choose a 'Timezone' in the workflow's settings.
		Factorial did not accept the API key. Copy it again, or create a new one.
		    –
		HiBob did not accept the service user. Copy its ID and its token again, and check the environment.
		    –
		HiBob refuses the requests of this n8n. Bob may allow only some IP addresses: ask its administrator to add that of n8n.
		    –
		The address answers, but not as HiBob does. Check the environment.
		    –
		Personio answered the sign-in with something other than a token
		    Check 'API Base URL' in the credential.
		Personio did not accept the client ID and the client secret.
		    –
		Personio accepted the client ID and the client secret, but not the request: the API credential probably lacks the scope personio:persons:read.
		    –
		The API credential lacks the scope personio:persons:read. Add it in Personio, in the settings of the custom integration.
		    –
		Workable did not accept the token. It may have expired, or the subdomain belongs to another account.
		    –
		The token is valid but lacks the scope r_employees. Create one that has it.
		    –
		"
	`);
});

/** These say in one sentence or two what to do, or there is nothing to do. */
const SAY_IT_THEMSELVES = [
	/^The execution was cancelled$/,
	/^n8n gave this node no webhook address$/,
	// A hint beside the samples of the other events.
	/^… lists nobody who can be a sample of: …$/,
	// What a credential test says has no description.
	/^Personio (did not accept|accepted) the client ID/,
	/^The API credential lacks the scope .* Add it in Personio/,
	/^The address answers, but not as HiBob does\. Check the environment\.$/,
	/^HiBob did not accept the service user\. Copy its ID/,
	/^HiBob refuses the requests of this n8n\. .* ask its administrator/,
	/^Factorial did not accept the API key\. Copy it again/,
	/^Workable did not accept the token\. It may have expired/,
	/^The token is valid but lacks the scope .* Create one that has it\.$/,
];

describe.each(MESSAGES)('$message', ({ message, description, filledIn }) => {
	it('says what to do', () => {
		const saysIt = SAY_IT_THEMSELVES.some((pattern) => pattern.test(message));
		expect(description !== null || saysIt).toBe(true);
	});

	it('is text for a person', () => {
		expect(message).toMatch(/^(?:[A-Z]|'[A-Z…]|n8n|…)/);
		expect(`${message} ${description ?? ''}`).not.toMatch(
			/undefined|null|\[object|\bstack\b|Error:/,
		);
	});

	it('fills in no secret and nothing of a person', () => {
		for (const expression of filledIn) {
			expect(expression).not.toMatch(
				/secret|token|password|\bkey\b|body|employee\b|person|[eE]mail/,
			);
		}
	});
});
