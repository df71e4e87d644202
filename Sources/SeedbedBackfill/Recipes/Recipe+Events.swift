/// Exports of events and campaigns.
extension Recipe {
  static let segment = Recipe(
    "segment",
    """
    about: Segment's calls as its warehouses and storage destinations keep them, one a line
    target: analytics
    source: {format: ndjson}
    map:
      id:         {from: messageId}
      user_id:    {from: userId, default: anonymous, mask: pseudonym, domain: segment, optional: true}
      event_type: {from: type}
      properties: {json: [event, name, properties, channel]}
      timestamp:  {from: timestamp, format: iso8601}
    """)

  static let snowplow = Recipe(
    "snowplow",
    """
    about: Snowplow's enriched events, tabs between 131 fields and no header
    target: analytics
    source:
      format: tsv
      dialect:
        quote: none
        header: [
          app_id, platform, etl_tstamp, collector_tstamp, dvce_created_tstamp, event, event_id, txn_id,
          name_tracker, v_tracker, v_collector, v_etl, user_id, user_ipaddress, user_fingerprint,
          domain_userid, domain_sessionidx, network_userid, geo_country, geo_region, geo_city,
          geo_zipcode, geo_latitude, geo_longitude, geo_region_name, ip_isp, ip_organization, ip_domain,
          ip_netspeed, page_url, page_title, page_referrer, page_urlscheme, page_urlhost, page_urlport,
          page_urlpath, page_urlquery, page_urlfragment, refr_urlscheme, refr_urlhost, refr_urlport,
          refr_urlpath, refr_urlquery, refr_urlfragment, refr_medium, refr_source, refr_term, mkt_medium,
          mkt_source, mkt_term, mkt_content, mkt_campaign, contexts, se_category, se_action, se_label,
          se_property, se_value, unstruct_event, tr_orderid, tr_affiliation, tr_total, tr_tax,
          tr_shipping, tr_city, tr_state, tr_country, ti_orderid, ti_sku, ti_name, ti_category, ti_price,
          ti_quantity, pp_xoffset_min, pp_xoffset_max, pp_yoffset_min, pp_yoffset_max, useragent, br_name,
          br_family, br_version, br_type, br_renderengine, br_lang, br_features_pdf, br_features_flash,
          br_features_java, br_features_director, br_features_quicktime, br_features_realplayer,
          br_features_windowsmedia, br_features_gears, br_features_silverlight, br_cookies, br_colordepth,
          br_viewwidth, br_viewheight, os_name, os_family, os_manufacturer, os_timezone, dvce_type,
          dvce_ismobile, dvce_screenwidth, dvce_screenheight, doc_charset, doc_width, doc_height,
          tr_currency, tr_total_base, tr_tax_base, tr_shipping_base, ti_currency, ti_price_base,
          base_currency, geo_timezone, mkt_clickid, mkt_network, etl_tags, dvce_sent_tstamp,
          refr_domain_userid, refr_dvce_tstamp, derived_contexts, domain_sessionid, derived_tstamp,
          event_vendor, event_name, event_format, event_version, event_fingerprint, true_tstamp
        ]
    map:
      id:         {from: event_id}
      user_id:    {from: domain_userid, default: anonymous, mask: pseudonym, domain: snowplow, optional: true}
      event_type: {from: event_name}
      properties: {json: [app_id, platform, page_urlhost, page_urlpath, se_category, se_action, se_label, se_property, se_value]}
      timestamp:  {from: collector_tstamp, format: iso8601_local}
    unmapped: ignore
    """)

  static let sendgridEvents = Recipe(
    "sendgrid_events",
    """
    about: Events that SendGrid posts to a webhook, kept as a list
    target: analytics
    source: {format: json}
    map:
      id:         {from: sg_event_id}
      user_id:    {from: email, mask: pseudonym, domain: email}
      event_type: {from: event}
      properties: {json: [sg_message_id, category, reason, status, type, attempt]}
      timestamp:  {from: timestamp, format: epoch_s}
    """)

  static let mailchimpCampaigns = Recipe(
    "mailchimp_campaigns",
    """
    about: Campaign reports of Mailchimp, a page of GET /3.0/reports
    target: email_campaigns
    source: {format: json, pointer: /reports}
    map:
      id:           {from: id}
      user_id:      {from: list_id}
      name:         {from: campaign_title}
      subject:      {from: subject_line}
      status:       {value: sent}
      sent_at:      {from: send_time, format: iso8601}
      recipients:   {from: emails_sent}
      opens:        {from: opens.unique_opens}
      clicks:       {from: clicks.unique_subscriber_clicks}
      bounces:      {sum: [bounces.hard_bounces, bounces.soft_bounces, bounces.syntax_errors]}
      unsubscribes: {from: unsubscribed}
      created_at:   {from: send_time, format: iso8601}
    """)
}
