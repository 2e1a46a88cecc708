'use strict';
// An OpenID provider of another maker (oidc-provider). Says `ready ISSUER`; ends when its input does.
// Everybody who comes with `login_hint=NAME` in the order `user NAME ROLE,ROLE` has given is let in without a question.
const http = require('node:http');
const readline = require('node:readline');

const users = new Map();
let next = '';

async function main() {
  const { default: Provider } = await import('oidc-provider');
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'ringmain',
        client_secret: 'a-secret-of-the-test',
        redirect_uris: [process.argv[2]],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'preferred_username', 'groups'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(ctx, id) {
      return {
        accountId: id,
        async claims() {
          return { sub: id, preferred_username: id, groups: users.get(id) ?? [] };
        },
      };
    },
  });
  const callback = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    try {
      const details = await provider.interactionDetails(request, response);
      if (next === '') {
        return await provider.interactionFinished(request, response, { error: 'access_denied' });
      }
      if (details.prompt.name === 'login') {
        return await provider.interactionFinished(request, response, { login: { accountId: next } });
      }
      const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
      grant.addOIDCScope(details.params.scope);
      const grantId = await grant.save();
      return await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
      const [order, name = '', groups = ''] = line.split(' ');
      if (order === 'user') {
        users.set(name, groups === '' ? [] : groups.split(','));
        next = name;
      } else if (order === 'nobody') {
        next = '';
      }
      console.log(`done ${line}`);
    })
    .on('close', () => process.exit(0));
  console.log(`ready ${issuer}`);
}

main().catch((error) => {
  console.log(`failed ${error.stack}`);
  process.exit(1);
});
