/// Exports of what models were asked and what it cost.
extension Recipe {
  static let openAIUsage = Recipe(
    "openai_usage",
    """
    about: OpenAI organization usage of completions and embeddings, a page of GET /v1/organization/usage/…
    target: ai_usage
    source: {format: json, pointer: /data, each: [results]}
    key:
      fields: [outer.start_time, object, project_id, user_id, api_key_id, model, batch, service_tier]
      mask: pseudonym
    map:
      user_id:           {from: user_id, default: organization, mask: pseudonym, domain: openai_user, optional: true}
      service_type:
        from: object
        words:
          organization.usage.completions.result: completions
          organization.usage.embeddings.result: embeddings
        other_words: reject
      job_id:            {from: project_id, optional: true}
      model:             {from: model, default: all, optional: true}
      tokens_used:       {sum: [input_tokens, output_tokens]}
      prompt_tokens:     {from: input_tokens, default: 0, optional: true}
      completion_tokens: {from: output_tokens, default: 0, optional: true}
      status:            {value: completed}
      created_at:        {from: outer.start_time, format: epoch_s}
      metadata:          {json: [num_model_requests, input_cached_tokens, batch, service_tier]}
    """)

  static let liteLLMSpendLogs = Recipe(
    "litellm_spend_logs",
    """
    about: LiteLLM spend logs, the list of GET /spend/logs
    target: ai_usage
    source: {format: json}
    map:
      id:                {from: request_id}
      user_id:           {from: user, null_if: [""], default: unknown, mask: pseudonym, domain: litellm_user, optional: true}
      service_type:      {from: call_type}
      job_id:            {from: team_id, optional: true}
      model:             {from: model}
      tokens_used:       {from: total_tokens}
      prompt_tokens:     {from: prompt_tokens}
      completion_tokens: {from: completion_tokens}
      cost:              {from: spend, rounding: half_even}
      status:            {from: status, words: {success: completed, failure: failed}, default: completed, optional: true}
      response_time:     {from: request_duration_ms, optional: true}
      created_at:        {from: startTime, format: iso8601}
      metadata:          {json: [model_group, cache_hit, request_tags]}
    """)
}
