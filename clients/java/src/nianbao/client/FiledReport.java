package nianbao.client;

import java.util.List;
import nianbao.finding.v1.Finding;
import nianbao.submission.v1.EventToken;
import nianbao.submission.v1.Filing;

/**
 * What became of a report: with findings of level error it is a draft, otherwise it is submitted.
 *
 * @param token the end of the log after the change; totals that are asked for with its sequence as min_sequence
 *     reflect it
 */
public record FiledReport(boolean submitted, Filing filing, List<Finding> findings, EventToken token) {}
