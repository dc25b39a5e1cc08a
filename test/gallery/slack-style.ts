/** Sizes and colours by eye from Slack's phone app in its light theme; context elements wrap side by side, as the web app has them. */
export const SLACK_STYLE = `
.phone { background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, 'Open Sans', sans-serif; padding: 10px 12px 14px 12px; }
section { display: flex; gap: 8px; margin-bottom: 12px; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; color: #fff; font-weight: 700; text-align: center; line-height: 36px; }
.you { background: #2b7a78; } .app { background: #6b2c91; }
.body { min-width: 0; flex: 1; }
.who { display: flex; gap: 6px; align-items: center; line-height: 1.2; }
.badge { font-size: 10px; font-weight: 700; background: #eee; color: #616061; border-radius: 2px; padding: 1px 3px; }
time { font-size: 12px; color: #616061; }
.only { color: #616061; font-size: 12px; }
.mention, a { color: #1264a3; text-decoration: none; } .mention { background: #e8f5fa; }
p, blockquote, ul, ol, h1, pre { margin: 0; white-space: pre-wrap; } .context span { white-space: pre-wrap; }
.block { margin: 6px 0; }
h1 { font-size: 18px; line-height: 1.3; font-weight: 900; }
b { font-weight: 700; }
blockquote, .barred { border-left: 4px solid #ddd; }
blockquote { padding-left: 12px; }
ul, ol { padding-left: 26px; white-space: normal; } li { white-space: pre-wrap; }
.barred { padding-left: 32px; }
code, pre { font: 12px/1.5 'DejaVu Sans Mono', monospace; background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px; color: #c01343; padding: 1px 3px; }
pre { color: #1d1c1d; padding: 6px; }
.context { font-size: 13px; line-height: 1.35; color: #616061; display: flex; flex-wrap: wrap; column-gap: 8px; row-gap: 4px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
.button { max-width: 230px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border: 1px solid #bbb; border-radius: 6px; padding: 5px 11px; font-weight: 700; font-size: 14px; }
.primary { background: #007a5a; border-color: #007a5a; color: #fff; } .danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
.table { overflow-x: hidden; } table { border-collapse: collapse; } td { border: 1px solid #ddd; padding: 4px 8px; vertical-align: top; overflow-wrap: normal; } td.right { text-align: right; }
tr:first-child td { background: #f8f8f8; }
.file { font-size: 12px; color: #616061; } img { width: 100%; border: 1px solid #ddd; border-radius: 8px; }
hr { border: 0; border-top: 1px solid #ddd; }
`;
