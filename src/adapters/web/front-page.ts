/** What somebody sees who opens the address itself. */
export const FRONT_PAGE = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Steward</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}code{white-space:nowrap}</style>
</head>
<body>
<main>
<h1>Steward</h1>
<p>A chat assistant for trade-union branch organisers. It lives in Slack, in Discord and in a terminal; from here it serves the calendars of channels to
those who have their secret links.</p>
<p>To make a link, say <code>calendar link</code> to Steward in the channel. <code>calendar revoke</code> ends all links of a channel at once.</p>
</main>
</body>
</html>
`;
