package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.operations.CloseCause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts what one connection sends into packets, each checked as soon as enough of it is there. While it is paused it
 * neither reads the socket nor hands on what it has read, so a client that sends too fast is held back by TCP.
 */
public final class FrameReader extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(FrameReader.class);
    private static final int MAX_LENGTH_BYTES = 4;

    private final Channel channel;
    private final PacketHandler handler;
    private @Nullable ByteBuf held;
    private @Nullable PublishReader publishes;
    private int maxPacketBytes = Limits.MAX_PACKET_BYTES;
    private boolean mqtt5;
    private boolean paused;
    private boolean ended;
    private boolean cutting;

    public FrameReader(Channel channel, PacketHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    /** The largest packet from now on. */
    public void allow(int packetBytes) {
        maxPacketBytes = packetBytes;
    }

    public boolean isPaused() {
        return paused;
    }

    public void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    public void resume() {
        paused = false;
        channel.config().setAutoRead(true);
        cut();
    }

    /** From now on whatever comes is read and thrown away. */
    public void end() {
        ended = true;
        paused = false;
        channel.config().setAutoRead(true);
        if (!cutting) {
            release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ended || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        held = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
        cut();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (held != null && held.refCnt() == 1) {
            held.discardSomeReadBytes();
        }
        handler.readComplete();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        handler.writabilityChanged();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        release();
        handler.closed();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("connection broke: {}", cause.toString());
        context.close();
    }

    private void cut() {
        if (cutting) {
            return;
        }
        cutting = true;
        try {
            while (held != null && !paused && !ended && next(held)) {
                // one packet after the other
            }
        } catch (Violation violation) {
            ended = true;
            handler.violated(violation);
        } catch (RuntimeException e) {
            ended = true;
            handler.failed(e);
        } finally {
            cutting = false;
        }
        if (held != null && (ended || !held.isReadable())) {
            release();
        }
    }

    /** @return false when more bytes are needed */
    private boolean next(ByteBuf in) {
        int available = in.readableBytes();
        if (available == 0) {
            return false;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int type = first >> 4;
        checkFirst(type, first & 0x0F);
        int length = 0;
        int headerBytes = 1;
        int digit;
        do {
            if (headerBytes > MAX_LENGTH_BYTES) {
                throw Violation.malformed("the remaining length has more than four bytes");
            }
            if (headerBytes == available) {
                return false;
            }
            digit = in.getUnsignedByte(start + headerBytes);
            length |= (digit & 0x7F) << 7 * (headerBytes - 1);
            headerBytes++;
        } while ((digit & 0x80) != 0);
        boolean overlong = digit == 0 && headerBytes > 2;
        checkLength(in, type, length, headerBytes, overlong);
        if (available < headerBytes + length) {
            return false;
        }
        in.skipBytes(headerBytes);
        int end = in.readerIndex() + length;
        packet(in, type, first & 0x0F, length, overlong);
        in.readerIndex(end);
        return true;
    }

    private void checkFirst(int type, int flags) {
        if (publishes == null) {
            if (type != PacketType.CONNECT || flags != 0) {
                throw Violation.protocolError("MQTT-3.1.0-1: the first packet is not CONNECT");
            }
        } else if (type == PacketType.CONNECT) {
            throw Violation.protocolError("MQTT-3.1.0-2: a second CONNECT");
        } else {
            PacketType.check(type, flags, mqtt5);
        }
    }

    private void checkLength(ByteBuf in, int type, int length, int headerBytes, boolean overlong) {
        if (overlong && mqtt5) {
            throw Violation.malformed("MQTT-1.5.5-1: the remaining length is longer than it must be");
        }
        if (type == PacketType.PINGREQ && length > 0) {
            throw Violation.malformed("PINGREQ with a body");
        }
        int packetBytes = headerBytes + length;
        if (publishes == null && packetBytes > Limits.MAX_CONNECT_BYTES) {
            throw new Violation(CloseCause.PACKET_TOO_LARGE, "CONNECT of " + packetBytes + " bytes");
        }
        if (packetBytes > maxPacketBytes) {
            if (type == PacketType.PUBLISH) {
                in.skipBytes(headerBytes);
                handler.tooLarge(PublishReader.peekTopic(in, length), packetBytes);
            }
            throw new Violation(CloseCause.PACKET_TOO_LARGE, "a packet of " + packetBytes + " bytes");
        }
    }

    private void packet(ByteBuf in, int type, int flags, int length, boolean overlong) {
        if (publishes == null) {
            connect(new WireReader(in, length), overlong);
            return;
        }
        if (type == PacketType.PUBLISH) {
            handler.publish(publishes.read(in, flags, length));
            return;
        }
        WireReader body = new WireReader(in, length);
        switch (type) {
            case PacketType.PUBACK, PacketType.PUBREC, PacketType.PUBREL, PacketType.PUBCOMP ->
                handler.reply(type, Reply.read(body, type, mqtt5));
            case PacketType.SUBSCRIBE -> handler.subscribe(Subscribe.read(body, mqtt5));
            case PacketType.UNSUBSCRIBE -> handler.unsubscribe(Unsubscribe.read(body, mqtt5));
            case PacketType.PINGREQ -> handler.ping();
            case PacketType.DISCONNECT -> handler.disconnect(Disconnect.read(body, mqtt5));
            default -> throw Violation.protocolError("MQTT-4.12.0-7: AUTH without an authentication method");
        }
    }

    private void connect(WireReader body, boolean overlong) {
        Protocol protocol = Protocol.of(body.readString(), body.readByte());
        if (protocol != Protocol.MQTT_3_1_1 && protocol != Protocol.MQTT_5) {
            ended = true;
            handler.unsupported(protocol);
            return;
        }
        mqtt5 = protocol == Protocol.MQTT_5;
        handler.speaks(mqtt5);
        publishes = new PublishReader(mqtt5);
        if (overlong && mqtt5) {
            throw Violation.malformed("MQTT-1.5.5-1: the remaining length is longer than it must be");
        }
        handler.connect(Connect.read(body, mqtt5));
    }

    private void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
