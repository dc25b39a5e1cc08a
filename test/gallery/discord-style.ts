/** Sizes and colours by eye from Discord's phone app in its dark theme. */
export const DISCORD_STYLE = `
.phone { background: #313338; color: #dbdee1; font: 15px/1.35 'gg sans', 'Open Sans', sans-serif; padding: 12px 12px 16px 12px; }
section { display: flex; gap: 12px; margin-bottom: 14px; }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 50%; color: #fff; font-weight: 700; text-align: center; line-height: 40px; }
.you { background: #2b7a78; } .app { background: #6b2c91; }
.body { min-width: 0; flex: 1; }
.who { display: flex; gap: 6px; align-items: center; margin-bottom: 2px; color: #f2f3f5; }
.badge { font-size: 10px; font-weight: 700; background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 4px; }
time, .only { font-size: 12px; color: #949ba4; }
.mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px; } a { color: #00a8fc; }
p, h1, h2, h3, ul, ol, pre { margin: 0; } p { white-space: pre-wrap; min-height: 1em; } p.empty { min-height: .9em; }
.container { background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid; border-radius: 8px; padding: 12px; display: flex; flex-direction: column; gap: 8px; margin-bottom: 6px; }
h1 { font-size: 22px; } h2 { font-size: 18px; } h3 { font-size: 16px; } h1, h2, h3 { color: #f2f3f5; line-height: 1.3; }
small { display: block; font-size: 12px; line-height: 1.35; color: #949ba4; }
blockquote { margin: 0; border-left: 4px solid #4e5058; border-radius: 2px; padding-left: 10px; }
ul, ol { padding-left: 22px; }
code, pre { font: 12.5px/1.35 'DejaVu Sans Mono', monospace; background: #1e1f22; border-radius: 4px; padding: 1px 4px; }
pre { border: 1px solid #3f4147; padding: 7px; white-space: pre-wrap; }
hr { width: 100%; border: 0; border-top: 1px solid #3f4147; margin: 2px 0; } .gap { height: 4px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.button { max-width: 100%; box-sizing: border-box; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; background: #4e5058; color: #fff; border-radius: 8px; padding: 7px 14px; font-size: 14px; font-weight: 600; }
.primary { background: #5865f2; } .danger { background: #da373c; }
.select { flex: 1; display: flex; justify-content: space-between; background: #1e1f22; border-radius: 8px; padding: 9px 12px; color: #949ba4; }
img { width: 100%; border-radius: 8px; } .file { background: #1e1f22; border-radius: 8px; padding: 10px; color: #00a8fc; }
`;
