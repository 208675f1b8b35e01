package nianbao.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.util.OptionalLong;
import nianbao.form.v1.AnnualReport;

/** Cells by their codes, such as "requests.received.total": the path below AnnualReport. */
public final class Cells {
  private Cells() {}

  /** The figure of a cell, as the stored integer; empty for a blank one. */
  public static OptionalLong get(AnnualReport report, String code) {
    String[] path = code.split("\\.");
    MessageOrBuilder owner = report;
    for (int i = 0; i + 1 < path.length; i++) owner = (Message) owner.getField(field(owner, path[i]));
    FieldDescriptor cell = field(owner, path[path.length - 1]);
    return owner.hasField(cell) ? OptionalLong.of((long) owner.getField(cell)) : OptionalLong.empty();
  }

  static void set(AnnualReport.Builder report, String code, long value) {
    String[] path = code.split("\\.");
    Message.Builder owner = report;
    for (int i = 0; i + 1 < path.length; i++) owner = owner.getFieldBuilder(field(owner, path[i]));
    owner.setField(field(owner, path[path.length - 1]), value);
  }

  private static FieldDescriptor field(MessageOrBuilder owner, String name) {
    FieldDescriptor field = owner.getDescriptorForType().findFieldByName(name);
    if (field == null) throw new IllegalArgumentException("cell: got " + name + ", want a field of the form");
    return field;
  }
}
