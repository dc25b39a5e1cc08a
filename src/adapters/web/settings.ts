/** Settings of the web pages. */
export interface WebSettings {
  /** STEWARD_HOST and STEWARD_WEB_PORT: where they are served; port 0 is any that is free. */
  readonly host: string;
  readonly port: number;
  /** STEWARD_PUBLIC_URL: how browsers reach them from elsewhere. */
  readonly publicUrl: string | undefined;
}
