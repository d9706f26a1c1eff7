# The handshake works; from the ClientHello on there is nothing but silence.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example dropped @hello
+300ms  C > S  again @hello dropped
+600ms  C > S  again @hello dropped
+1200ms C > S  again @hello dropped
+2400ms C > S  again @hello dropped
+10s    end
expect kind blackhole severity warn trigger @hello
expect no kind packet-loss
